"""How the rows of an element are read where it says more than its columns do one by one."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Listing
from journey.domain.extract import Row
from journey.domain.values import Data, code, code_of
from journey.importers.cells import Cells, as_written
from journey.importers.cin.lists.child import CHARACTERISTICS
from journey.importers.cin.lists.in_need import CIN_DETAILS, CLOSED, EPISODE, REFERRAL
from journey.importers.cin.lists.protection import CONFERENCE, ENQUIRIES, ENQUIRY, TRANSFERS_IN
from journey.importers.fields import Context
from journey.importers.layout import Layout, columns_of
from journey.importers.rows import RowReader
from journey.importers.said import Said

NO_DISABILITY: Final = "NONE"


def reader_of(listing: Listing, context: Context) -> RowReader:
    """The reader of one element's rows."""
    headers = [column.header for column in columns_of(listing)]
    layout = Layout(0, dict(enumerate(headers)), {header: n for n, header in enumerate(headers)})
    return _READERS.get(listing.name, RowReader)(listing, layout, context, "")


class _Details(RowReader):
    """A referral opens an episode of need, unless it ended with no further action."""

    def _row(self, number: int, cells: Cells, said: Said) -> Row:
        referral = said.data.setdefault(REFERRAL, {})
        if code_of(referral.get("no_further_action")) == "yes":
            self._opens_nothing(cells, said)
        else:
            referral.pop("need", None)
        return super()._row(number, cells, said)

    def _opens_nothing(self, cells: Cells, said: Said) -> None:
        for (event, _), slot in self._feeding.items():
            if event == CLOSED and slot.position in cells:
                written = self._context.written(slot.column, cells[slot.position])
                said.cannot_read(slot.header, written, "stands with a referral that ended with no further action")
        for event in (EPISODE, CLOSED):
            said.days.pop(event, None)
            said.data.pop(event, None)


class _Enquiry(RowReader):
    """That a conference is not required is said when an enquiry ends without one; until then nothing is."""

    def _row(self, number: int, cells: Cells, said: Said) -> Row:
        data = said.data.get(ENQUIRY, {})
        if code_of(data.get("conference_unnecessary")) == "no" and CONFERENCE not in said.days:
            del data["conference_unnecessary"]
        return super()._row(number, cells, said)


class _Characteristics(RowReader):
    """Whether a child has a disability follows from which."""

    def _person(self, said: Said) -> Data:
        person = super()._person(said)
        listed = person.get("disabilities")
        codes = [value for value in map(code_of, listed if isinstance(listed, list) else []) if value]
        if codes:
            has_one = "no" if set(codes) == {NO_DISABILITY} else "yes"
            person["disability"] = code(has_one, ", ".join(codes))
        return person


class _TransferIn(RowReader):
    """A conference recorded with the referral arose from no enquiry here: the child moved in on a plan."""

    def _row(self, number: int, cells: Cells, said: Said) -> Row:
        written = as_written(cells.get(self._start.position)) if self._start else ""
        said.data.setdefault(self.listing.main or "", {})["transfer_in"] = code("yes", f"DateOfInitialCPC {written}")
        return super()._row(number, cells, said)


_READERS: Final = {
    CIN_DETAILS.name: _Details,
    CHARACTERISTICS.name: _Characteristics,
    ENQUIRIES.name: _Enquiry,
    TRANSFERS_IN.name: _TransferIn,
}
