"""What a review opens outside of itself: a note in the person's editor or in Obsidian, an address in their browser."""

import os
import shlex
import subprocess
import sys
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit


def obsidian_vault(root: Path) -> tuple[str, str] | None:
    """A vault's folder to the name of the Obsidian vault around it and the path from there; None outside of one."""
    for folder in (root, *root.parents):
        if (folder / ".obsidian").is_dir():
            below = root.relative_to(folder).as_posix()
            return folder.name, "" if below == "." else f"{below}/"
    return None


def edit(path: Path) -> str:
    """Opens a file in $VISUAL or $EDITOR and waits for it; gives what went wrong, for the person, or nothing."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        return "no editor is set: export EDITOR=vi, say"
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        return f"{editor} could not be started: {error}"
    return f"{editor} ended with {code}" if code else ""


def browse(address: str) -> str:
    """Opens a web address in the person's browser; gives what they are to know of it."""
    if urlsplit(address).scheme not in ("http", "https"):
        return f"{address or 'nothing'} is no web address"
    if not has_browser() or not webbrowser.open(address):
        return f"no browser here to open {address} in"
    return f"opened {address}"


def has_browser() -> bool:
    """Whether a browser would open in a window of its own, rather than take over the terminal."""
    return sys.platform == "darwin" or any(os.environ.get(key) for key in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
