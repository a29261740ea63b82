"""Files as people hand them in, sound and hostile, made of bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

import docx

ODT = "application/vnd.oasis.opendocument.text"


def pdf(*pages: str) -> bytes:
    """Return a small real PDF with these words, one string a page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        shown = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return body + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def word_file(*lines: str) -> bytes:
    """Return a real DOCX with these paragraphs."""
    document, out = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def odt(*lines: str) -> bytes:
    """Return a real ODT with these paragraphs."""
    said = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{said}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT, "content.xml": content})


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def macro_file() -> bytes:
    """Return a Word file that holds macros and is named as if it did not."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types><Override ContentType="{macros}"/><Override ContentType="{main}"/></Types>'
    members = {"[Content_Types].xml": types, "word/vbaProject.bin": "macro", "word/document.xml": "<a/>"}
    return packed(members)


def bomb() -> bytes:
    """Return an archive that unpacks to a thousand times its size and claims to be a document."""
    return packed({"mimetype": ODT, "content.xml": b"0" * 300_000_000})
