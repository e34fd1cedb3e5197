"""``python -m journey``: the command line, where its script is not on the path."""

from journey.cli.main import main

if __name__ == "__main__":
    main()
