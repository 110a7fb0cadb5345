package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.WriteResult;
import io.contactsync.http.ApiResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeyxErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No such contact.",
                "no contact with this id",
                "Contact not found",
                "Contact with ID cus_1 was not found.",
                "The contact does not exist.",
                "This contact doesn't exist any more",
                "Contact has been deleted",
                "Could not find contact cus_1",
                "Invalid contact ID",
                "Unknown contact",
                "The contact id is invalid"
            })
    void forbiddenWithThisMessageMeansNotFound(String message) {
        assertThat(HeyxErrors.toWriteResult(new ApiResult.Refused(403, message, 1)))
                .isInstanceOf(WriteResult.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message String",
                "The contact field nickname does not exist.",
                "Contact's phone is invalid",
                "Tag of contact not found",
                "No contact field with this name",
                "The contact's e-mail is unknown to us",
                "You may not change this contact",
                ""
            })
    void otherForbiddenIsARefusal(String message) {
        assertThat(HeyxErrors.toWriteResult(new ApiResult.Refused(403, message, 1)))
                .isInstanceOf(WriteResult.Refused.class);
    }

    @Test
    void status404MeansNotFoundAndOtherStatusesDoNot() {
        assertThat(HeyxErrors.toWriteResult(new ApiResult.Refused(404, "?", 1)))
                .isInstanceOf(WriteResult.NotFound.class);
        assertThat(HeyxErrors.toWriteResult(new ApiResult.Refused(422, "Contact not found", 1)))
                .isInstanceOf(WriteResult.Refused.class);
        assertThat(HeyxErrors.toWriteResult(new ApiResult.GaveUp("HTTP 500", 5)))
                .isInstanceOf(WriteResult.Refused.class);
    }
}
