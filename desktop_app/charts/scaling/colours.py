"""Colours: reading CSS's, mixing them, and how well two can be told apart."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

_FUNCTION = re.compile(r"(rgba?|hsla?)\(\s*([^)]*)\)", re.I)
_TOKEN = re.compile(r"series:\d{1,3}|ink|muted|surface|line")
_NAMED = [
    "aliceblue",
    "f0f8ff",
    "antiquewhite",
    "faebd7",
    "aqua",
    "00ffff",
    "aquamarine",
    "7fffd4",
    "azure",
    "f0ffff",
    "beige",
    "f5f5dc",
    "bisque",
    "ffe4c4",
    "black",
    "000000",
    "blanchedalmond",
    "ffebcd",
    "blue",
    "0000ff",
    "blueviolet",
    "8a2be2",
    "brown",
    "a52a2a",
    "burlywood",
    "deb887",
    "cadetblue",
    "5f9ea0",
    "chartreuse",
    "7fff00",
    "chocolate",
    "d2691e",
    "coral",
    "ff7f50",
    "cornflowerblue",
    "6495ed",
    "cornsilk",
    "fff8dc",
    "crimson",
    "dc143c",
    "cyan",
    "00ffff",
    "darkblue",
    "00008b",
    "darkcyan",
    "008b8b",
    "darkgoldenrod",
    "b8860b",
    "darkgray",
    "a9a9a9",
    "darkgreen",
    "006400",
    "darkgrey",
    "a9a9a9",
    "darkkhaki",
    "bdb76b",
    "darkmagenta",
    "8b008b",
    "darkolivegreen",
    "556b2f",
    "darkorange",
    "ff8c00",
    "darkorchid",
    "9932cc",
    "darkred",
    "8b0000",
    "darksalmon",
    "e9967a",
    "darkseagreen",
    "8fbc8f",
    "darkslateblue",
    "483d8b",
    "darkslategray",
    "2f4f4f",
    "darkslategrey",
    "2f4f4f",
    "darkturquoise",
    "00ced1",
    "darkviolet",
    "9400d3",
    "deeppink",
    "ff1493",
    "deepskyblue",
    "00bfff",
    "dimgray",
    "696969",
    "dimgrey",
    "696969",
    "dodgerblue",
    "1e90ff",
    "firebrick",
    "b22222",
    "floralwhite",
    "fffaf0",
    "forestgreen",
    "228b22",
    "fuchsia",
    "ff00ff",
    "gainsboro",
    "dcdcdc",
    "ghostwhite",
    "f8f8ff",
    "gold",
    "ffd700",
    "goldenrod",
    "daa520",
    "gray",
    "808080",
    "green",
    "008000",
    "greenyellow",
    "adff2f",
    "grey",
    "808080",
    "honeydew",
    "f0fff0",
    "hotpink",
    "ff69b4",
    "indianred",
    "cd5c5c",
    "indigo",
    "4b0082",
    "ivory",
    "fffff0",
    "khaki",
    "f0e68c",
    "lavender",
    "e6e6fa",
    "lavenderblush",
    "fff0f5",
    "lawngreen",
    "7cfc00",
    "lemonchiffon",
    "fffacd",
    "lightblue",
    "add8e6",
    "lightcoral",
    "f08080",
    "lightcyan",
    "e0ffff",
    "lightgoldenrodyellow",
    "fafad2",
    "lightgray",
    "d3d3d3",
    "lightgreen",
    "90ee90",
    "lightgrey",
    "d3d3d3",
    "lightpink",
    "ffb6c1",
    "lightsalmon",
    "ffa07a",
    "lightseagreen",
    "20b2aa",
    "lightskyblue",
    "87cefa",
    "lightslategray",
    "778899",
    "lightslategrey",
    "778899",
    "lightsteelblue",
    "b0c4de",
    "lightyellow",
    "ffffe0",
    "lime",
    "00ff00",
    "limegreen",
    "32cd32",
    "linen",
    "faf0e6",
    "magenta",
    "ff00ff",
    "maroon",
    "800000",
    "mediumaquamarine",
    "66cdaa",
    "mediumblue",
    "0000cd",
    "mediumorchid",
    "ba55d3",
    "mediumpurple",
    "9370db",
    "mediumseagreen",
    "3cb371",
    "mediumslateblue",
    "7b68ee",
    "mediumspringgreen",
    "00fa9a",
    "mediumturquoise",
    "48d1cc",
    "mediumvioletred",
    "c71585",
    "midnightblue",
    "191970",
    "mintcream",
    "f5fffa",
    "mistyrose",
    "ffe4e1",
    "moccasin",
    "ffe4b5",
    "navajowhite",
    "ffdead",
    "navy",
    "000080",
    "oldlace",
    "fdf5e6",
    "olive",
    "808000",
    "olivedrab",
    "6b8e23",
    "orange",
    "ffa500",
    "orangered",
    "ff4500",
    "orchid",
    "da70d6",
    "palegoldenrod",
    "eee8aa",
    "palegreen",
    "98fb98",
    "paleturquoise",
    "afeeee",
    "palevioletred",
    "db7093",
    "papayawhip",
    "ffefd5",
    "peachpuff",
    "ffdab9",
    "peru",
    "cd853f",
    "pink",
    "ffc0cb",
    "plum",
    "dda0dd",
    "powderblue",
    "b0e0e6",
    "purple",
    "800080",
    "rebeccapurple",
    "663399",
    "red",
    "ff0000",
    "rosybrown",
    "bc8f8f",
    "royalblue",
    "4169e1",
    "saddlebrown",
    "8b4513",
    "salmon",
    "fa8072",
    "sandybrown",
    "f4a460",
    "seagreen",
    "2e8b57",
    "seashell",
    "fff5ee",
    "sienna",
    "a0522d",
    "silver",
    "c0c0c0",
    "skyblue",
    "87ceeb",
    "slateblue",
    "6a5acd",
    "slategray",
    "708090",
    "slategrey",
    "708090",
    "snow",
    "fffafa",
    "springgreen",
    "00ff7f",
    "steelblue",
    "4682b4",
    "tan",
    "d2b48c",
    "teal",
    "008080",
    "thistle",
    "d8bfd8",
    "tomato",
    "ff6347",
    "turquoise",
    "40e0d0",
    "violet",
    "ee82ee",
    "wheat",
    "f5deb3",
    "white",
    "ffffff",
    "whitesmoke",
    "f5f5f5",
    "yellow",
    "ffff00",
    "yellowgreen",
    "9acd32",
]
NAMES = dict(zip(_NAMED[::2], _NAMED[1::2], strict=True))
"""The names of CSS Color Module Level 4, each with its hexadecimal."""

Rgba = tuple[int, int, int, float]


@lru_cache(maxsize=4_096)
def parse_colour(text: str) -> Rgba | None:
    """Red, green, blue (0–255) and opacity (0–1) of a CSS colour; None where it is none."""
    name = text.strip().lower()
    if name == "transparent":
        return 0, 0, 0, 0.0
    if name in NAMES:
        name = f"#{NAMES[name]}"
    if name.startswith("#"):
        return _of_hex(name[1:])
    match = _FUNCTION.fullmatch(name)
    if match is None:
        return None
    parts = [part for part in re.split(r"[\s,/]+", match[2].strip()) if part]
    if len(parts) not in (3, 4):
        return None
    try:
        alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
        if match[1].startswith("rgb"):
            red, green, blue = (round(_share(part, 255.0)) for part in parts[:3])
        else:
            hue = float(parts[0].removesuffix("deg")) % 360 / 360
            light, full = _share(parts[2], 1.0), _share(parts[1], 1.0)
            red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, light, full))
    except (ValueError, OverflowError):
        return None
    return _byte(red), _byte(green), _byte(blue), min(max(alpha, 0.0), 1.0)


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour of CSS, a token of the themes, or says that there is none."""
    return (
        text in ("none", "") or _TOKEN.fullmatch(text) is not None or parse_colour(text) is not None
    )


def _share(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _byte(value: int) -> int:
    return min(max(value, 0), 255)


def _of_hex(digits: str) -> Rgba | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8) or re.fullmatch("[0-9a-f]+", digits) is None:
        return None
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue, int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0


def to_hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{_byte(round(part)):02x}" for part in (red, green, blue))


def interpolate_rgb(one: str, two: str, share: float) -> str:
    """Between two colours; the first where one of them is none."""
    a, b = parse_colour(one), parse_colour(two)
    if a is None or b is None:
        return one
    return to_hex(*(a[at] + (b[at] - a[at]) * share for at in range(3)))


def luminance(text: str) -> float:
    """The relative luminance of a colour (WCAG 2), 0 to 1."""
    found = parse_colour(text) or (0, 0, 0, 1.0)
    parts = []
    for value in found[:3]:
        share = value / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours (WCAG 2), 1 to 21."""
    a, b = luminance(one), luminance(two)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
