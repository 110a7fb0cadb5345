package io.contactsync.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRoleTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ID, id; ID; customer_id; Kundennummer; Kunden-Nr.; Contact ID; Código; Numéro client; codice cliente; UUID
            FIRST_NAME, First Name; firstName; given-name; Vorname; Prénom; Nombre; Primeiro nome; Prenome
            LAST_NAME, Last Name; surname; Family name; Nachname; Familienname; Nom de famille; Apellidos; Sobrenome; Cognome
            FULL_NAME, Name; Full name; display_name; Nom complet; Nombre completo; Nome completo; Nome e cognome
            PHONE, phone; Phone Number; Mobile; Handy; Telefonnummer; Tel.; Téléphone; Teléfono móvil; Telemóvel; Celular; Cellulare; WhatsApp
            EMAIL, email; E-Mail; E-Mail-Adresse; Courriel; Correo electrónico; Endereço de e-mail; Indirizzo e-mail
            LANGUAGE, language; Sprache; Langue; Idioma; Lingua
            PICTURE, photo; avatar_url; Profilbild; Foto; Immagine
            """)
    void recognisesNamesInSixLanguages(ColumnRole role, String names) {
        for (String name : names.split("; ", -1)) {
            assertThat(ColumnRole.of(name)).as(name).hasValue(role);
        }
    }

    @Test
    void givesNoRoleForOtherNames() {
        for (String name : new String[] {"company", "Firma", "note", "newsletter", "Straße", "city", "", "会社"}) {
            assertThat(ColumnRole.of(name)).as(name).isEmpty();
        }
    }
}
