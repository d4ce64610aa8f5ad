status-head = { $well ->
    [yes] ✅ <b>सब ठीक है</b>
   *[no] ⚠️ <b>आपके ध्यान की आवश्यकता है</b>
 }
status-tick = शेड्यूलर ने पिछली बार देखा
status-never = कभी नहीं
status-waiting = प्रतीक्षा में संदेश
status-oldest = सबसे पुराना बकाया
status-nothing = कोई नहीं
status-seconds-ago = { $count } सेकंड पहले
status-minutes-ago = { $count } मिनट पहले
status-hours-ago = { $count } घंटे पहले
status-lost = पिछले एक दिन में नहीं पहुँचे:
status-alerts = सूचनाएँ, प्रतिक्रियाओं सहित:
status-alert = { $type }: { $told } बार भेजी, 👍 { $up }, 👎 { $down }
status-quiet = · मौन: उपयोगी नहीं पाई गई
status-coach = भाषा-मॉडल: आज $ { $today }, 30 दिनों में $ { $month }; आज के अनुरोध: { $calls }
