"""A drawing as SVG; the reader's machine shapes the words."""

from html import escape

from views.charts.drawing import SIZE, Area, Dot, Drawing, Line, Rect, Shape, Words

FAMILY = "Noto Sans Devanagari, Mukta, Hind, Shobhika, DejaVu Sans, sans-serif"


def svg(drawing: Drawing) -> str:
    """The drawing with its description as accessible text."""
    body = "\n".join(_element(shape) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img"'
        f' font-family="{FAMILY}">\n<title>{escape(drawing.description)}</title>\n'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{drawing.background}"/>\n{body}\n</svg>\n'
    )


def _element(shape: Shape) -> str:
    match shape:
        case Rect():
            outline = f' stroke="{shape.outline}" stroke-width="4"' if shape.outline else ""
            return (
                f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}"'
                f' height="{shape.height:.1f}" rx="{shape.radius:.1f}"'
                f' fill="{shape.fill}"{outline}/>'
            )
        case Line():
            dashes = ' stroke-dasharray="10 12"' if shape.is_dashed else ""
            return (
                f'<polyline points="{_points(shape.points)}" fill="none" stroke="{shape.colour}"'
                f' stroke-width="{shape.width:.1f}" stroke-linejoin="round"{dashes}/>'
            )
        case Dot():
            outline = f' stroke="{shape.outline}" stroke-width="4"' if shape.outline else ""
            return (
                f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}"'
                f' fill="{shape.fill}"{outline}/>'
            )
        case Area():
            return f'<polygon points="{_points(shape.points)}" fill="{shape.fill}"/>'
        case Words():
            weight = ' font-weight="bold"' if shape.is_bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}"'
                f' fill="{shape.colour}" text-anchor="{shape.anchor}"{weight}>'
                f"{escape(shape.text)}</text>"
            )


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
