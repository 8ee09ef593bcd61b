package dev.dyndeps.testkit;

import dev.dyndeps.port.Notes;

class FakeNotesTest extends NotesContract {
    private final FakeNotes notes = new FakeNotes();

    @Override
    protected Notes notes() {
        return notes;
    }
}
