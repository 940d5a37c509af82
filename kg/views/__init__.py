"""What people look at: pages that are returned as strings; the caller writes them."""

from kg.views.explorer import render_explorer

__all__ = ["render_explorer"]
