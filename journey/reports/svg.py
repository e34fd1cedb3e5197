"""Pictures as inline SVG, in shades of grey with every number in them, so that black and white loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from journey.reports.pictures import Bars, Picture, Ranges, described
from journey.reports.words import plain

_WIDTH: Final = 720
_LABELS: Final = 250
_ROW: Final = 26
_TOP: Final = 34
_SHADES: Final = ("#fff", "#d4d4d4", "#8c8c8c", "#1a1a1a")
"""Of the parts of a bar: greys, which every printer and program shows alike."""


def drawn(picture: Picture, number: int) -> str:
    """The picture as an SVG element; ``number`` is its place on the page, so that its title has a name of its own."""
    body = "".join(_bars(picture) if isinstance(picture, Bars) else _ranges(picture))
    height = _TOP + _ROW * len(picture.rows) + 26
    return (
        f'<svg role="img" aria-labelledby="t{number} d{number}" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-family="Arial, sans-serif" font-size="12" fill="#111">'
        f'<title id="t{number}">{_text(picture.title)}</title><desc id="d{number}">{_text(described(picture))}</desc>'
        f"{body}</svg>"
    )


def _bars(picture: Bars) -> Iterator[str]:
    left = _LABELS
    for part, fill in zip(picture.parts, _fills(picture), strict=True):
        yield f'<rect x="{left}" y="6" width="12" height="12" fill="{fill}" stroke="#111"/>'
        yield f'<text x="{left + 17}" y="16">{_text(part)}</text>'
        left += 30 + round(6.4 * len(part))
    for place, (label, numbers) in enumerate(picture.rows):
        top, begin, whole = _TOP + place * _ROW, float(_LABELS), sum(numbers)
        yield f'<text x="{_LABELS - 8}" y="{top + 14}" text-anchor="end">{_text(label)} ({whole})</text>'
        for count, fill in zip(numbers, _fills(picture), strict=True):
            if count:
                width = (_WIDTH - _LABELS - 10) * count / whole
                yield f'<rect x="{begin:.1f}" y="{top}" width="{width:.1f}" height="18" fill="{fill}" stroke="#111"/>'
                yield _in_bar(begin + width / 2, top + 13, count)
                begin += width


def _in_bar(middle: float, line: int, count: int) -> str:
    """A number on a patch of white, so that it can be read on any shade."""
    half = 4 * len(str(count)) + 2
    return (
        f'<rect x="{middle - half:.1f}" y="{line - 10}" width="{2 * half}" height="13" fill="#fff"/>'
        f'<text x="{middle:.1f}" y="{line}" text-anchor="middle">{count}</text>'
    )


def _ranges(picture: Ranges) -> Iterator[str]:
    bottom = _TOP + _ROW * len(picture.rows)
    for tenth in range(0, 11, 2):
        x = _place(tenth / 10)
        yield f'<line x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{bottom}" stroke="#bbb"/>'
        yield f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tenth * 10}%</text>'
    if picture.beside:
        yield f'<path d="M {_LABELS} 6 l 6 6 l -6 6 l -6 -6 z" fill="#fff" stroke="#111"/>'
        yield f'<text x="{_LABELS + 12}" y="16">{_text(picture.beside)}</text>'
    for place, (label, share, low, high, numbers, other) in enumerate(picture.rows):
        y = _TOP + place * _ROW + 9
        yield f'<text x="{_LABELS - 14}" y="{y + 4}" text-anchor="end">{_text(label)}: {_text(numbers)}</text>'
        yield f'<line x1="{_place(low)}" y1="{y}" x2="{_place(high)}" y2="{y}" stroke="#111" stroke-width="2"/>'
        for end in (low, high):
            yield f'<line x1="{_place(end)}" y1="{y - 5}" x2="{_place(end)}" y2="{y + 5}" stroke="#111"/>'
        if other is not None:
            yield f'<path d="M {_place(other)} {y - 6} l 6 6 l -6 6 l -6 -6 z" fill="#fff" stroke="#111"/>'
        yield f'<circle cx="{_place(share)}" cy="{y}" r="4"/>'


def _place(share: float) -> float:
    return round(_LABELS + (_WIDTH - _LABELS - 30) * share, 1)


def _fills(picture: Bars) -> list[str]:
    """One shade a part; beyond four they begin again, and the numbers and their order tell them apart."""
    return [_SHADES[place % len(_SHADES)] for place in range(len(picture.parts))]


def _text(text: str) -> str:
    return escape(plain(text))
