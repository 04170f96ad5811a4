"""A writing companion that asks why you are posting, and never writes for you."""

__version__ = "0.1.0"
__all__ = ["__version__"]
