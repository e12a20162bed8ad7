"""Missing links between the claims and the sources of a Markdown knowledge base, in both directions.

The data goes one way, and so do the imports:

    notes/ -> matching/ -> editing/ -> review/, sync/ -> cli/
"""

__version__ = "0.1.0"
