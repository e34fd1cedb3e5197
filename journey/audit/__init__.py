"""The benchmark diagnostic: frames, draws, and what a sample may say. It knows the log, and no file and no terminal."""
