"""An invented borough: its lives, its files, and what of it the files give back."""
