"""Writing SVG: elements with presentation attributes only, everything escaped."""

from programmes.charts.markup import Markup, escaped


class Svg(Markup):
    """A finished drawing."""

    __slots__ = ()


def element(name: str, content: str = "", **attributes: object) -> str:
    """<name attributes>content</name>; `content` is finished markup. `stroke_width` is written stroke-width; what is ""
    is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escaped(str(value))


def number(value: float) -> str:
    """With at most one decimal: a tenth of a pixel is finer than anybody sees."""
    return f"{value:.1f}".removesuffix(".0")
