"""Files from outside, hostile until parsed: XML, CSV, XLSX, compressed or in folders."""
