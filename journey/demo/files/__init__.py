"""The files that the invented borough would have: Annex A, the census, the 903 return, reports, the organisation."""
