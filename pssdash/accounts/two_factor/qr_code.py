"""A QR code as an SVG that a strict content security policy lets be: presentation attributes and no style."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

EDGE = 4  # modules of white around it, which readers need


def qr_code(text: str) -> SafeString:
    """The code for `text`: one path of squares on white, with a name for who cannot see it."""
    code = QRCode(border=EDGE, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return format_html(
        '<svg class="app-qr-code" xmlns="http://www.w3.org/2000/svg" role="img" '
        'aria-label="QR code with the key below" viewBox="0 0 {0} {0}" width="240" height="240" '
        'shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#ffffff"/><path fill="#000000" d="{1}"/></svg>',
        size, path,
    )  # fmt: skip
