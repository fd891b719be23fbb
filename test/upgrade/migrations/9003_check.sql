alter table naboklager add constraint naboklager_weather_short check (length(weather) < 100) not valid;
