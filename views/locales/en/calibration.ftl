calibration-head = <b>What our forecasts are worth</b>
calibration-no-answers = No answers in the last 90 days.
calibration-answers = Answers of the last 90 days: { $count }. Forecast and outcome differ by { $points } points on average.
calibration-bin = • { $low } to { $high } %: said { $said } %, came { $came } % ({ $count })
calibration-no-forecasts = No exam forecast has an outcome yet; { $waiting } wait for a mock test of 50 questions or more.
calibration-forecasts = Exam forecasts with an outcome: { $count }, waiting: { $waiting }. Brier { $brier }, off by { $points } points on average; the 80 % score interval held { $coverage } % of the time.
