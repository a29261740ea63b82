"""Reads a PDF from standard input and writes its pages' words as JSON; run as a process of its own.

A hostile PDF can make its reader loop or swell: here it may, within limits, and nobody else notices.
"""

import json
import sys

MOST_MEMORY = 1536 * 1024 * 1024


def main(most_pages: int, most_text: int) -> None:
    """Write {"pages": n, "text": [words of each page]} to standard output."""
    import pypdfium2  # noqa: PLC0415  (after the memory limit is set)

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    count = len(document)
    words = []
    for number in range(min(count, most_pages)):
        page = document[number]
        words.append(page.get_textpage().get_text_bounded()[:most_text])
        page.close()
    sys.stdout.write(json.dumps({"pages": count, "text": words}))


def limit_memory() -> None:
    """Take no more memory than a real document needs, where the system knows such limits."""
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    limit_memory()
    main(int(sys.argv[1]), int(sys.argv[2]))
