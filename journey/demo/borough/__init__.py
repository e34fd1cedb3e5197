"""An invented borough: whole lives of journeys, calibrated to published figures; every person and place invented."""
