"""The shapes of certainties, verdicts and streams for the template, from the same tables as those of the figures."""

from ..drawing.shapes import SIZE, shape
from ..drawing.svg import sign
from ..model.record_kinds import CERTAINTIES, VERDICTS, Choice
from ..model.sources import STREAMS
from .markup import quoted

# Black, since a form says it and paper may have no colours.
LOOK = "<style>.inked{fill:#000}.outlined{fill:#fff;stroke:#000;stroke-width:1.2}</style>"


def written() -> str:
    """A Typst file that defines the function `sign` of a name; a stream is called `stream-press`."""
    tables = {**CERTAINTIES, **VERDICTS, **{f"stream-{name}": stream for name, stream in STREAMS.items()}}
    lines = [f"  {quoted(name)}: drawn({quoted(svg(choice))}),\n" for name, choice in tables.items()]
    # Words stand beside every sign, so it is no picture of its own.
    drawn = '#let drawn(svg) = pdf.artifact(box(height: 0.62em, baseline: 0.02em, image(bytes(svg), format: "svg")))\n'
    return f"{drawn}#let shapes = (\n{''.join(lines)})\n#let sign(name) = shapes.at(name)\n"


def svg(choice: Choice) -> str:
    """One shape as SVG in black."""
    drawn = sign(SIZE, SIZE, str(choice.label), *shape(choice), class_="sign")
    head, rest = drawn.split(">", 1)
    return f"{head}>{LOOK}{rest}"
