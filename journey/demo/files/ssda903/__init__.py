"""The files of the 903 return of a year, one a subject."""
