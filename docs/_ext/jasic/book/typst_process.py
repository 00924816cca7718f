"""Sets a Typst file in a process of its own; typesetting.py starts it and reads what it leaves.

    python -I typst_process.py SOURCE FONTS TIMESTAMP FOLDER

Writes book.pdf and told.json to the folder: pages, places and warnings, or the error in Typst's words.
"""

import json
import sys
from pathlib import Path

import typst


def main(source: str, fonts: str, timestamp: str, folder: str) -> None:
    """Set one file."""
    told: dict[str, object]
    try:
        compiler = typst.Compiler(source, root=str(Path(source).parent), font_paths=[fonts], ignore_system_fonts=True)
        # For readers who cannot see the book, and for archives.
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(timestamp)
        )
        assert isinstance(pdf, bytes)
        Path(folder, "book.pdf").write_bytes(pdf)
        told = {
            name: compiler.query(f"<{label}>", field="value", one=True)
            for name, label in (("pages", "last-page"), ("places", "places"))
        }
        # Some versions answer in JSON.
        told = {name: json.loads(value) if isinstance(value, str) else value for name, value in told.items()}
        told["warnings"] = [warning.diagnostic or warning.message for warning in warnings]
    except typst.TypstError as error:
        told = {"error": error.diagnostic or error.message}
    Path(folder, "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
