"""The 22 recommendations of the joint delivery plan: what the log can evidence of each, and what it cannot."""
