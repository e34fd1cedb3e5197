"""What a sample may say: small pure functions, each with the published example it must equal in its test.

From a well-kept library where one has them (statsmodels, krippendorff), loaded when asked.
"""
