package io.contactsync.heyx;

import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Refusal;
import io.contactsync.http.ApiResult;
import java.util.regex.Pattern;

/** What HeyX's refusals mean. */
final class HeyxErrors {

    /** HeyX's 403 is documented as a catch-all; only its words tell that the contact is gone. */
    private static final Pattern NO_SUCH_CONTACT = Pattern.compile(
            "\\bno (such )?contact\\b|\\b(unknown|invalid|non-?existent) contact\\b|\\bfind (the |this |that |a |any )?contact\\b"
                    + "|\\bcontact\\b.{0,60}\\b(not found|not exist|doesn'?t exist|no longer exists?|unknown|invalid|deleted)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Words about a part of a contact: then the contact itself is there. */
    private static final Pattern PART_OF_A_CONTACT = Pattern.compile(
            "\\b((custom[ _-]?)?fields?|tags?|attributes?|values?|phone|e-?mail|name|formats?)\\b",
            Pattern.CASE_INSENSITIVE);

    private HeyxErrors() {}

    /** What HeyX said, or what went wrong on the way to it. */
    public static Refusal toRefusal(ApiResult reply) {
        if (reply instanceof ApiResult.Refused refused) {
            return new Refusal(refused.message(), refused.attempts());
        }
        if (reply instanceof ApiResult.GaveUp gaveUp) {
            return new Refusal(gaveUp.reason(), gaveUp.attempts());
        }
        if (reply instanceof ApiResult.InDoubt inDoubt) {
            return new Refusal(inDoubt.reason(), inDoubt.attempts());
        }
        throw new IllegalArgumentException("not a refusal: " + reply);
    }

    /** How a call about a contact that is known by its id has ended when it did not succeed. */
    public static WriteResult toWriteResult(ApiResult reply) {
        return isNotFound(reply) ? new WriteResult.NotFound() : new WriteResult.Refused(toRefusal(reply));
    }

    /** Whether a reply to a call about one contact says that there is none. */
    public static boolean isNotFound(ApiResult reply) {
        return reply instanceof ApiResult.Refused refused
                && (refused.status() == 404 || (refused.status() == 403 && saysNotFound(refused.message())));
    }

    private static boolean saysNotFound(String message) {
        return NO_SUCH_CONTACT.matcher(message).find()
                && !PART_OF_A_CONTACT.matcher(message).find();
    }
}
