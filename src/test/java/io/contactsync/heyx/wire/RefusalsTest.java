package io.contactsync.heyx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.target.Written;
import io.contactsync.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

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
    void aForbiddenThatSaysSoMeansThatTheContactIsGone(String message) {
        assertThat(Refusals.ofKnownContact(new Reply.Refused(403, message, 1))).isInstanceOf(Written.Vanished.class);
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
    void anyOtherForbiddenIsARefusal(String message) {
        assertThat(Refusals.ofKnownContact(new Reply.Refused(403, message, 1))).isInstanceOf(Written.Refused.class);
    }

    @Test
    void a404MeansThatTheContactIsGoneAndOtherRefusalsDoNot() {
        assertThat(Refusals.ofKnownContact(new Reply.Refused(404, "?", 1))).isInstanceOf(Written.Vanished.class);
        assertThat(Refusals.ofKnownContact(new Reply.Refused(422, "Contact not found", 1)))
                .isInstanceOf(Written.Refused.class);
        assertThat(Refusals.ofKnownContact(new Reply.GaveUp("HTTP 500", 5))).isInstanceOf(Written.Refused.class);
    }
}
