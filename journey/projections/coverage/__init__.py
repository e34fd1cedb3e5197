"""What the sources cover: without it nobody can tell that something was not done."""
