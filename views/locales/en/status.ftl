status-head = { $well ->
    [yes] ✅ <b>All is well</b>
   *[no] ⚠️ <b>Something needs you</b>
 }
status-tick = Scheduler's last look
status-never = never
status-waiting = Messages waiting
status-oldest = The longest overdue
status-nothing = none
status-seconds-ago = { $count } s ago
status-minutes-ago = { $count } min ago
status-hours-ago = { $count } h ago
status-lost = Not arrived in the last day:
status-alerts = Alerts, with thumbs:
status-alert = { $type }: told { $told }, 👍 { $up }, 👎 { $down }
status-quiet = · silenced: it proved useless
status-coach = Language model: $ { $today } today, $ { $month } in 30 days; calls today: { $calls }
