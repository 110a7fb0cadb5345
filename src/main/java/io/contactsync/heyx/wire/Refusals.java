package io.contactsync.heyx.wire;

import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Written;
import io.contactsync.http.Reply;
import java.util.regex.Pattern;

/** What HeyX's refusals mean. */
public final class Refusals {

    /** HeyX's 403 is documented as a catch-all; only its words tell that the contact is gone. */
    private static final Pattern NO_SUCH_CONTACT = Pattern.compile(
            "\\bno (such )?contact\\b|\\b(unknown|invalid|non-?existent) contact\\b|\\bfind (the |this |that |a |any )?contact\\b"
                    + "|\\bcontact\\b.{0,60}\\b(not found|not exist|doesn'?t exist|no longer exists?|unknown|invalid|deleted)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Words about a part of a contact: then the contact itself is there. */
    private static final Pattern ABOUT_A_PART = Pattern.compile(
            "\\b((custom[ _-]?)?fields?|tags?|attributes?|values?|phone|e-?mail|name|formats?)\\b",
            Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    /** What HeyX said, or what went wrong on the way to it. */
    public static Refusal of(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            return new Refusal(refused.message(), refused.attempts());
        }
        if (reply instanceof Reply.GaveUp gaveUp) {
            return new Refusal(gaveUp.reason(), gaveUp.attempts());
        }
        if (reply instanceof Reply.InDoubt inDoubt) {
            return new Refusal(inDoubt.reason(), inDoubt.attempts());
        }
        throw new IllegalArgumentException("not a refusal: " + reply);
    }

    /** How a call about a contact that is known by its id has ended when it did not succeed. */
    public static Written ofKnownContact(Reply reply) {
        return isGone(reply) ? new Written.Vanished() : new Written.Refused(of(reply));
    }

    /** Whether a reply to a call about one contact says that there is none. */
    public static boolean isGone(Reply reply) {
        return reply instanceof Reply.Refused refused
                && (refused.status() == 404 || (refused.status() == 403 && saysGone(refused.message())));
    }

    private static boolean saysGone(String message) {
        return NO_SUCH_CONTACT.matcher(message).find()
                && !ABOUT_A_PART.matcher(message).find();
    }
}
