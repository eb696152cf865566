"""Why something is refused or doubted, in the reader's language: refusals and findings."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.audit.refusals import Refusal
from backoffice.web.labels.table import Labels

REFUSALS: Labels = {
    "permission.none": _l("You have no right to do this."),
    "permission.role": _l("You have no right to do this."),
    "permission.not-own": _l("This case is not assigned to you."),
    "state": _l("In its present state this cannot be done. Open the case again to see the state."),
    "stale": _l("Somebody changed this since you opened it. Compare, then send again."),
    "disclosure.never": _l("The category does not allow this field to be disclosed."),
    "disclosure.beyond-need": _l("More data than needed: state a reason."),
    "disclosure.not-readable": _l("Data is blocked, disclosure is not possible."),
    "disclosure.missing": _l("The case holds no such value."),
    "disclosure.no-fields": _l("Choose at least one field."),
    "disclosure.no-undertaking": _l(
        "A private recipient gets data only under an undertaking, and none is in force. A manager, "
        "the privacy officer or the administrator enters it in the register of third parties."
    ),
    "disclosure.outside-competence": _l("Outside competence: state a reason."),
    "disclosure.inactive": _l("This third party is not active."),
    "disclosure.no-consent": _l("There is no consent in force for this appeal."),
    "disclosure.stays-here": _l("An anonymous appeal that is not urgent is recorded, not sent on."),
    "disclosure.authority-expired": _l("The representative's authority has expired."),
    "disclosure.cross-border": _l(
        "This recipient is abroad: data may not go there, as no legal basis for it can be recorded."
    ),
    "disclosure.no-recipient": _l("Choose at least one third party."),
    "disclosure.outside-right": _l("Outside competence: only a senior operator may choose it."),
    "disclosure.beyond-right": _l("More data than needed: only a senior operator may add it."),
    "disclosure.empty-text": _l("Write the text the recipient will get."),
    "disclosure.future": _l("This moment has not come yet."),
    "disclosure.too-early": _l("This is earlier than the step before it."),
    "notice.future": _l("This moment has not come yet."),
    "notice.too-early": _l("This is earlier than the step before it."),
    "reading-rule.hours": _l("Working hours begin before they end."),
    "reading-rule.per": _l("This rule cannot count in such a length of time."),
    "reading-flag.self": _l("Nobody looks at their own flag: a colleague does."),
    "reading-flag.reason": _l("Choose a reason that goes with the answer."),
    "superseded.not-due": _l("This value must still be kept."),
    "withdrawal.already": _l("The consent was already withdrawn."),
    "withdrawal.other-basis": _l(
        "This data does not rest on consent, so there is none to withdraw (law 8, 9)."
    ),
    "withdrawal.no-authority": _l("The representative's authority is missing or has expired."),
    "withdrawal.no-evidence": _l("A withdrawal needs evidence: a call, a message or a sheet."),
    "withdrawal.no-duty": _l("Name the article and the act that oblige the Centre to keep it."),
    "withdrawal.future": _l("This moment has not come yet."),
    "withdrawal.too-early": _l("The consent was given later than this."),
    "withdrawal.keep-past": _l("The day must be later than today."),
    "request.future": _l("This day has not come yet."),
    "request.too-early": _l("The appeal itself was received later than this day."),
    "request.not-theirs": _l("A state body cannot ask for this: only the person can (law 24)."),
    "request.no-demand": _l("Name the number of the demand and the article it rests on."),
    "request.no-authority": _l(
        "The document of authority is missing or was not in force on the day of receipt."
    ),
    "request.no-field": _l("Choose the data the request is about."),
    "request.no-value": _l("Write the value that is proposed."),
    "request.no-evidence": _l("Write what proves that it is this person who asks."),
    "request.no-appeal": _l(
        "Without an appeal only access can be asked for, and nothing about anybody is written down."
    ),
    "request.no-reason": _l("A refusal needs at least one reason."),
    "request.needless-reason": _l("What is granted whole has no reason of a refusal."),
    "request.other-reason": _l("This reason does not fit this kind of request."),
    "request.nothing-held": _l("Nothing is held about this person: there is nothing to grant."),
    "request.done": _l("The request has been carried out already."),
    "request.not-proved": _l(
        "It is not proved who asks: register the request anew once it is (law 10)."
    ),
    "request.no-extract": _l("No extract was made since the decision: make it first (law 24)."),
    "request.not-granted": _l("The request is not granted: decide on it first (law 25)."),
    "request.other-deed": _l("This is not what the request was granted for (law 25)."),
    "request.value-gone": _l(
        "This data is no longer held in a state in which it could be done (policy 3.1, 3.5)."
    ),
    "report-setting.name-taken": _l("You have settings of this name already: choose another name."),
    "report-setting.too-many": _l("You have 50 saved settings: remove one first."),
    "report-setting.not-own": _l("These settings are another person's: only they change them."),
    "report-setting.removed": _l("These settings were removed."),
    "report-setting.not-shared": _l(
        "Monthly reports are for all who may take reports out: share the settings first."
    ),
    "report-setting.is-monthly": _l(
        "A report is made by these settings every month: stop that first."
    ),
    "report-month.made": _l("The report of this month was made already."),
    "report-month.dropped": _l("The file of this month was removed: its time was over."),
    "report-month.changed": _l(
        "The file is not the one that was made: it is not handed out. Tell the administrator."
    ),
    "report-month.gone": _l("The file is missing from its folder. Tell the administrator."),
    "term.past": _l("The day must not be earlier than today."),
    "link.means": _l("A link is for data given by e-mail or through the system."),
    "link.not-seen": _l("Open the data first: what was not seen cannot be confirmed."),
    "link.not-accepted": _l("Confirm first that you received the data and answer for it."),
    "link.enough": _l("Ten replies were sent by this link. Call the Centre to say more."),
    "link.closed": _l("This link is closed."),
    "disclosure.no-transfer": _l(
        "The applicant refused the transfer of personal data: only the text, the place and the "
        "photo may go (policy, clause 8)."
    ),
    "disclosure.objected": _l(
        "The applicant objects to giving this data to this recipient (policy, clause 8)."
    ),
    "disclosure.objected-in-text": _l(
        "The text holds what the applicant objects to giving: take it out (policy, clause 8)."
    ),
    "disclosure.consent-ended": _l("The term of the consent has ended (policy, clause 7)."),
    "objection.stands": _l("This objection stands already."),
    "objection.lifted": _l("This objection was lifted before."),
    "objection.no-field": _l("Choose what the applicant does not want to be given."),
    "consent.no-provision": _l(
        "Law or contract as the basis needs the provision: act and article, or the contract."
    ),
    "consent.past-term": _l("The term of the consent must end after today."),
    "third-party.code-taken": _l("Another third party has this code."),
    "value.exists": _l("The case already holds this value: correct it instead."),
    "value.all-blocked": _l("All data of the applicant is blocked: nothing can be added to it."),
    "value.same": _l("The new value is the same as the old one."),
    "value.restore-term": _l("The term for restoring has passed."),
    "value.nothing": _l("There is nothing this could be done to."),
    "value.empty": _l("Write the new value."),
    "value.copy": _l("This is a recipient's copy: it follows the value it was made of."),
    "value.until-past": _l("The day must be later than today."),
    "hold.stands": _l("A legal hold stands on this appeal: nothing of it may be destroyed."),
    "hold.exists": _l("This appeal already has a hold by this act."),
    "hold.ended": _l("This hold has ended already."),
    "hold.until-past": _l("The day must be later than today."),
    "retention.ended": _l(
        "The term of storage of this appeal has ended: only the privacy officer and the manager"
        " may open it."
    ),
    "retention.emptied": _l("The data of this appeal was destroyed: nothing can be added to it."),
    "retention.past": _l("The day must not be earlier than today."),
    "retention.general": _l("The general rule cannot follow itself: state its length."),
    "doubt.exists": _l("This doubt stands already."),
    "doubt.none": _l("Nobody doubts this value."),
    "doubt.reason": _l("This cannot be said of such data."),
    "act.nothing": _l("Nothing is due: there is nothing to propose."),
    "act.same-person": _l("Who proposed the act cannot approve it."),
    "act.not-approved": _l("The act is not approved."),
    "act.item-done": _l("This item of the act has been dealt with."),
    "act.not-finished": _l("Items of the act are still to be dealt with."),
    "act.keys-remain": _l("The keys of that time are still in the keyring: rotate them first."),
    "field.not-collected": _l("The category does not need this field."),
    "field.too-long": _l("A text is too long."),
    "consent.no-evidence": _l("Consent needs evidence: a call record, a message or a sheet."),
    "assignee.no-caseworker": _l("This person does not take cases."),
    "policy.draft-open": _l("There is an open draft already: publish or drop it first."),
    "policy.incomplete": _l(
        "The draft is not complete: it needs three texts, an order number, a legal basis and a day."
    ),
    "policy.date-past": _l("The day it comes into force has passed: choose today or later."),
    "policy.date-before": _l("A published version comes into force later than this day."),
    "policy.unchanged": _l("All three texts are those of the published version."),
    "policy.same-person": _l("Whoever proposed the draft cannot approve it: a second person does."),
    "policy.changed-after-approval": _l(
        "The draft is not what was approved: return it and have it approved again."
    ),
    "policy-review.answered": _l("This change of the law has been reviewed already."),
    "inventory.future": _l("An order of a later day approves nothing yet."),
    "inventory.order-known": _l("This order has already approved a list."),
    "incident.future": _l("This moment has not come yet."),
    "incident.after-step": _l(
        "A step noted already is earlier than this: it cannot have been found later."
    ),
    "incident.order": _l("The end must not be earlier than the beginning."),
    "incident.after-detection": _l("It began before it was found: this is later."),
    "incident.before-detection": _l("This is earlier than the moment it was found."),
    "incident.too-early": _l("This is earlier than the step before it."),
    "incident.no-cases": _l("There is no case here that could be added or taken out."),
    "incident.list-empty": _l("No case is listed: list the cases concerned first."),
    "incident.not-notified": _l(
        "The authorised body was not notified: an incident that was confirmed is not closed"
        " before that."
    ),
    "incident.not-listed": _l(
        "The list of subjects was not handed over, or cases were listed or taken out since."
    ),
    "export.not-yours": _l("Only who ordered an export may start it."),
    "export.same-person": _l("Who ordered an export cannot approve it: a second person does."),
    "export.under-way": _l("This export is under way already."),
    "export.lapsed": _l("The order has lapsed: order it again."),
    "export.grown": _l(
        "More rows match now than the second person approved, so nothing leaves by this order: "
        "order it again."
    ),
    "export.at-once": _l("Two of your exports are under way: start this one when one has ended."),
    "export.gone": _l("The report or one of its filters is no longer offered: order it again."),
    "export.too-many": _l("This kind of file takes fewer rows: narrow the report or take CSV."),
    "export.files-used-up": _l(
        "You have taken out as many reports today as one person may. The count begins again at "
        "midnight (Astana time). If that is too late, ask the privacy officer; the administrator "
        "sets the number."
    ),
    "export.rows-used-up": _l(
        "With this export you would take out more rows today than one person may. Narrow the "
        "report, or wait: the count begins again at midnight (Astana time). If that is too late, "
        "ask the privacy officer; the administrator sets the number."
    ),
    "staff.self": _l("You cannot do this to your own account."),
    "permission.no-undertaking": _l(
        "No confidentiality undertaking of yours is in force, so personal data is closed to you "
        "(policy, clause 2; law 11). Sign one and ask the administrator or the privacy officer "
        "to record it. Your password and settings stay open."
    ),
    "undertaking.self": _l("A colleague records your undertaking, not you (policy, clause 2)."),
    "undertaking.none": _l("No undertaking of this person is recorded."),
    "undertaking.future": _l("This day has not come yet."),
    "undertaking.over": _l("It was signed so long ago that its term is over: a new one is needed."),
    "undertaking.not-newer": _l("An undertaking of this day or a later one is recorded already."),
    "staff.last-administrator": _l("The last administrator cannot be removed."),
    "staff.name-taken": _l("Another account has this user name."),
    "restore.not-done": _l("The restore was not done: everything stayed as it was."),
}
FINDINGS: Labels = {
    "iin.digits": _l("An IIN has digits only."),
    "iin.length": _l("An IIN has 12 digits."),
    "iin.zeros": _l("An IIN is never all zeros."),
    "iin.check-digit": _l("The last digit of the IIN does not fit: a digit may be mistyped."),
    "iin.looks-like-bin": _l("This looks like a BIN, the number of an organisation."),
    "iin.century": _l("The seventh digit of the IIN is unusual."),
    "iin.date": _l("The first six digits of the IIN are not a date."),
    "iin.future": _l("The date in the IIN is in the future."),
    "iin.born": _l("The date in the IIN differs from the date of birth."),
    "bin.digits": _l("A BIN has digits only."),
    "bin.length": _l("A BIN has 12 digits."),
    "bin.zeros": _l("A BIN is never all zeros."),
    "bin.check-digit": _l("The last digit of the BIN does not fit: a digit may be mistyped."),
    "bin.month": _l("The third and fourth digits of the BIN are not a month."),
    "bin.kind": _l("The fifth digit of the BIN must be 4, 5 or 6."),
    "bin.branch": _l("The sixth digit of the BIN is unusual."),
    "phone.format": _l("This is not a complete phone number."),
    "phone.prefix": _l("No known Kazakhstani number begins like this."),
    "name.empty": _l("The name is empty."),
    "name.length": _l("The name is longer than 100 letters."),
    "name.digits": _l("A name has no digits."),
    "name.letters": _l("The name has signs that do not belong in a name."),
    "name.look-alike": _l("Latin letters in the name will be stored as Cyrillic ones."),
    "name.mixed-letters": _l("A word of the name mixes Latin and Cyrillic letters."),
    "email.shape": _l("This is not a complete e-mail address."),
    "document.format": _l("A document number has 4 to 20 Latin letters and digits."),
    "registration.length": _l("A registration number has 3 to 40 signs."),
    "field.missing": _l("The category needs this, and it is empty."),
    "phone.missing": _l("There is no phone: give it, or tick that the number is hidden."),
    "anonymous.stays": _l("An anonymous appeal that is not urgent is recorded, not sent on."),
    "received.long-ago": _l("It was received more than 30 days ago."),
    "authority.expired": _l("The authority has expired: nothing can be disclosed until renewed."),
}


def refusal_sentence(refused: Refusal) -> str:
    """A refusal as a clerk understands it."""
    known = REFUSALS.get(refused.code)
    return str(known) if known is not None else _("This cannot be done.")
