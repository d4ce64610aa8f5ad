calibration-head = <b>हमारे पूर्वानुमान कितने सही निकले</b>
calibration-no-answers = पिछले 90 दिनों में कोई उत्तर नहीं आया।
calibration-answers = पिछले 90 दिनों के उत्तर: { $count }। पूर्वानुमान और परिणाम में औसतन { $points } अंक का अंतर रहा।
calibration-bin = • { $low } से { $high } %: अनुमान { $said } %, परिणाम { $came } % ({ $count })
calibration-no-forecasts = परीक्षा के किसी पूर्वानुमान का परिणाम अभी नहीं आया; { $waiting } पूर्वानुमान 50 या अधिक प्रश्नों के मॉक टेस्ट की प्रतीक्षा में हैं।
calibration-forecasts = परिणाम वाले परीक्षा-पूर्वानुमान: { $count }, प्रतीक्षा में: { $waiting }। ब्रायर स्कोर { $brier }, औसत अंतर { $points } अंक; 80 % अंक-अंतराल { $coverage } % बार सही रहा।
