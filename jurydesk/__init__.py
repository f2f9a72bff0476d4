"""JuryDesk: hold a certification jury and print its signed minutes, offline."""

__version__ = "0.1.0"
