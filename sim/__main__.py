"""`python -m sim` is `tierzero`."""

from sim.cli import main

if __name__ == "__main__":
    main()
