"""Simulation models: parameters in, outputs and series out. NumPy only, no Qt.

    model = find_model("core-periphery")           # registry; no numpy yet
    values = model.values({"T": 1.7})              # checked; the rest are defaults
    state = model.start(values)                    # models that are played
    state = model.advance(values, state)           # a frame later, whatever the values are now
    run = model.run(values, state)                 # outputs, notes, summary
    run.series["diagram"].rows()                   # rows as a chart takes them
    ModelTexts(model.id, "fr").summary(run)        # in words

Without a state, ``run`` answers for the parameters alone: a model of markets is settled
first, which may take a second; with one it never takes more than a few milliseconds.
"""
