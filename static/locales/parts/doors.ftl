### Doors: the landing page, one-time links, and every answer that is a page of its own.

door-name = Workshop
door-sorry = That did not work
door-to-landing = To the start page
door-noscript = This page needs JavaScript. Please switch it on, or open the address in Safari, Chrome or Firefox.
door-unreachable = The workshop cannot be reached. Check that it is still running, then open the link again.

door-landing-title = Join the workshop
door-landing-code = The code on the big screen
door-landing-hint = Six letters and digits, such as K7 RM 2X. Capitals and spaces do not matter.
door-landing-go = Go in
door-landing-short = A code has six letters and digits.
door-landing-back = You are already in

door-sign-in-title = Facilitator
door-sign-in-wait = Signing you in …
door-sign-in-none = Please open the sign-in link that the terminal printed when the workshop was started.
door-stage-title = The stage
door-stage-wait = Opening the stage …
door-stage-none = Please open the stage from the console: it gives this screen a link of its own.

refused-bad_request = That could not be read. Please go back and try again.
refused-broken = Something broke on our side; nothing that was saved is lost. Please try again.
refused-busy = The room is very busy just now. Please try again in a moment.
refused-far_away = The facilitator signs in on the computer that runs the workshop, so that nobody on this Wi-Fi can listen in.
refused-not_allowed = This page is not open to you. If you are the facilitator, open the sign-in link from the terminal; if you joined a session, use the code on the big screen.
refused-nothing_here = There is nothing at this address.
refused-old_ticket = This link has been used already or is too old. A new stage link comes from the console; a new sign-in link is printed when the workshop is started again.
refused-only_rehearsals = Only rehearsals can be wiped.
refused-slow_down = There were too many wrong codes. Please try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
refused-too_large = That was too much at once. Please send something smaller.
refused-unknown_agenda = This agenda is not on the shelf any more, or has a mistake in it.
refused-unknown_run = There is no such session, or it was wiped.
refused-wrong_form = That was sent in a form the workshop does not understand.
refused-wrong_way = This address is not used in that way.
