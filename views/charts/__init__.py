"""Pictures: pure functions from figures to a drawing, and from a drawing to PNG or SVG."""
