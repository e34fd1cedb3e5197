"""An Annex A workbook of any size: the tests' sample, copied under other ids until it is large enough."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter
from python_calamine import load_workbook

SAMPLE = Path(__file__).parents[1] / "tests" / "data" / "coherent_small"
CHILDREN_A_COPY = 100


def enlarge(extract: str, children: int, to: Path) -> int:
    """Write the sample extract (``annex_a_2025_03.xlsx``) with so many children, and return how many rows it holds."""
    source = load_workbook(str(SAMPLE / extract))
    written = 0
    with xlsxwriter.Workbook(str(to), {"constant_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name in source.sheet_names:
            header, *rows = source.get_sheet_by_name(name).to_python()
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, header)
            at = 0
            for copy in range(children // CHILDREN_A_COPY):
                for child, *cells in rows:
                    at += 1
                    sheet.write(at, 0, int(float(str(child))) + copy * 10_000)
                    for column, cell in enumerate(cells, 1):
                        if isinstance(cell, date):
                            sheet.write_datetime(at, column, cell, day)
                        elif cell != "":
                            sheet.write(at, column, cell)
            written += at
    return written
