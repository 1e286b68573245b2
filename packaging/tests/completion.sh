# completion.sh FILE: bash completes a command, an option, a value and the recording of analyze.sh.
bash /tests/completion.bash "$1" >offered <<'END'
glutecue an
glutecue analyze --fu
glutecue live --cue-policy 
glutecue analyze run.w
END
cat >wanted <<'END'
analyze
--full-scale-mv
every limit faded reward pitch
run.wav
END
diff wanted offered
