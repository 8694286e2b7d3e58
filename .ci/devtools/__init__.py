"""The parts of dev.py, one purpose each. Standard library only: they run before anything is installed."""
