"""The elements of the census, every value declared once, by theme. An element that holds others is a list.

What is nested in a referral, or in a plan, says so by the fact key of what holds it (``Listing.within``): what belongs
to which episode is in the file and is never worked out from dates.
"""
