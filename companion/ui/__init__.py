"""The page: Gradio on this machine's own address, and nowhere else."""

from companion.ui.server import main, serve

__all__ = ["main", "serve"]
