"""An item in; placed boxes, routed edges and set text out, for each view and frame."""
