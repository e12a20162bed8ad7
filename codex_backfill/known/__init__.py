"""Files of known pairs, decisions and earlier runs to what is known before anything is scored."""
