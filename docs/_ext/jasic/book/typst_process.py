"""Sets a Typst file in a process of its own; typesetting.py starts it and reads what it leaves.

    python -I typst_process.py SOURCE FONTS FOLDER [TIMESTAMP]

Writes told.json to the folder: what the last word of the template tells and the warnings, or the error in Typst's
words. With a timestamp also book.pdf, without one it is a draft.
"""

import json
import sys
from pathlib import Path

import typst


def main(source: str, fonts: str, folder: str, timestamp: str = "") -> None:
    """Set one file."""
    told: dict[str, object]
    warnings: list[typst.TypstWarning] = []
    try:
        compiler = typst.Compiler(source, root=str(Path(source).parent), font_paths=[fonts], ignore_system_fonts=True)
        if timestamp:
            # For readers who cannot see the book, and for archives.
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(timestamp)
            )
            assert isinstance(pdf, bytes)
            Path(folder, "book.pdf").write_bytes(pdf)
        value = compiler.query("<told>", field="value", one=True)
        told = json.loads(value) if isinstance(value, str) else value  # some versions answer in JSON
        told["warnings"] = [warning.diagnostic or warning.message for warning in warnings]
    except typst.TypstError as error:
        told = {"error": error.diagnostic or error.message}
    Path(folder, "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
