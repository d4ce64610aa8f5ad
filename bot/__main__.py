"""`python -m bot` is the console script `abhyas`."""

from bot.cli import main

if __name__ == "__main__":
    main()
