"""How do tables come in and go out? CSV and workbooks, read row by row and written so that no cell is run as a formula.

    with read_table(path) as table:
        for row in table:
            row.text("email")
    table.repairs          # what was put right on the way, counted

What can be read without doubt is read, and counted; what cannot is refused by a `TableError` that names file, line and
column. Nothing here holds a whole file in memory but a workbook's list of shared words, whose size is bounded.
"""

from .reading import MOST_BYTES, Table, read_table
from .repairs import Repair, Repairs
from .rows import LIST_SEPARATOR, Row, TableError, cleaned
from .writing import CSV_TYPE, XLSX_TYPE, safe_cell, stream_csv, stream_xlsx, write_csv, write_xlsx

__all__ = [
    "CSV_TYPE",
    "LIST_SEPARATOR",
    "MOST_BYTES",
    "XLSX_TYPE",
    "Repair",
    "Repairs",
    "Row",
    "Table",
    "TableError",
    "cleaned",
    "read_table",
    "safe_cell",
    "stream_csv",
    "stream_xlsx",
    "write_csv",
    "write_xlsx",
]
