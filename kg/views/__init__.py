"""What people look at: pages that are returned as strings; the caller writes them."""

from kg.views.explorer import render_explorer, title_of

__all__ = ["render_explorer", "title_of"]
