package io.contactsync.heyx;

import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Refusal;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiResult;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Interprets HeyX's error responses. */
final class HeyxErrors {

    /** HeyX documents 403 as a catch-all. Only its message shows that the contact does not exist. */
    private static final Pattern NO_SUCH_CONTACT = Pattern.compile(
            "\\bno (such )?contact\\b|\\b(unknown|invalid|non-?existent) contact\\b|\\bfind (the |this |that |a |any )?contact\\b"
                    + "|\\bcontact\\b.{0,60}\\b(not found|not exist|doesn'?t exist|no longer exists?|unknown|invalid|deleted)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Names of parts of a contact. A message about one of them means that the contact itself exists. */
    private static final Pattern PART_OF_A_CONTACT = Pattern.compile(
            "\\b((custom[ _-]?)?fields?|tags?|attributes?|values?|phone|e-?mail|name|formats?)\\b",
            Pattern.CASE_INSENSITIVE);

    private HeyxErrors() {}

    /** Returns the message of an error in a 200 response ({@link HeyxJson#error}), without the token. */
    public static Optional<String> error(ApiClient client, JsonNode body) {
        return HeyxJson.error(body).map(client::redactToken);
    }

    /** Returns HeyX's message, or why the call failed. */
    public static Refusal toRefusal(ApiResult result) {
        if (result instanceof ApiResult.Refused refused) {
            return new Refusal(refused.message(), refused.attempts());
        }
        if (result instanceof ApiResult.GaveUp gaveUp) {
            return new Refusal(gaveUp.reason(), gaveUp.attempts());
        }
        if (result instanceof ApiResult.InDoubt inDoubt) {
            return new Refusal(inDoubt.reason(), inDoubt.attempts());
        }
        throw new IllegalArgumentException("not a refusal: " + result);
    }

    /** Converts the result of an unsuccessful call for a contact whose id is known. */
    public static WriteResult toWriteResult(ApiResult result) {
        return isNotFound(result) ? new WriteResult.NotFound() : new WriteResult.Refused(toRefusal(result));
    }

    /** Returns true if a call for one contact failed because the contact does not exist. */
    public static boolean isNotFound(ApiResult result) {
        return result instanceof ApiResult.Refused refused
                && (refused.status() == 404 || (refused.status() == 403 && saysNotFound(refused.shortMessage())));
    }

    private static boolean saysNotFound(String message) {
        return NO_SUCH_CONTACT.matcher(message).find()
                && !PART_OF_A_CONTACT.matcher(message).find();
    }
}
