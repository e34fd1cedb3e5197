"""One child's answers in plain Python: what a page of one journey asks is told without columns."""
